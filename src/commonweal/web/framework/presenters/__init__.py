"""What the pages of the framework show: dataclasses that hold exactly what a template may use."""

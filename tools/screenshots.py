"""Take the pictures in docs/screenshots at desktop and phone width: the first pages of each room."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.pages import served  # noqa: E402
from tests.browser import ARGUMENTS, WIDTHS, find_chromium  # noqa: E402

PAGES = {
    "home": "/",
    "goal": "/frameworks/inclusive-growth/goals/inclusive-economy/",
    "indicator": "/indicators/healthy-life-expectancy/?place=E47000007&breakdown=sex%3Dfemale",
    "place": "/places/E08000025/",
    "proposals": "/proposals/",
    "assessment": "/assessments/1/results/",
    "briefing": "/reports/3/briefing/",
    "question": "/assessments/1/answer/rating/housing/",
    "edition": "/editions/west-midlands-example/chapters/goal-8/",
    "edition-in-welsh": "/cy/editions/west-midlands-example/chapters/goal-8/",
}


def main() -> None:
    folder = ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with served() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        for width, (across, down) in WIDTHS.items():
            page = browser.new_page(viewport={"width": across, "height": down})
            for name, path in PAGES.items():
                page.goto(home + path)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=name == "home")
                print(f"docs/screenshots/{name}-{width}.png")
        browser.close()


if __name__ == "__main__":
    main()

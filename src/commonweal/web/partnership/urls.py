"""Who works together, what they promise, and whether the virtuous circle turns."""

from __future__ import annotations

from django.urls import path

from commonweal.web.partnership.views import circle, commitments
from commonweal.web.partnership.views import organisations as partners

app_name = "partnership"
urlpatterns = [
    path("circle/", circle.circle, name="circle"),
    path("circle/data.<slug:kind>", circle.data, name="circle-data"),
    path("circle/indicators/<str:indicator>/", circle.indicator, name="circle-indicator"),
    path("circle/goals/<str:goal>/", circle.goal, name="circle-goal"),
    path("proposals/<int:number>/circle/", circle.proposal, name="proposal-circle"),
    path("partners/", partners.partners, name="partners"),
    path("partners/new/", partners.partner_new, name="partner-new"),
    path("partners/<slug:slug>/", partners.partner, name="partner"),
    path("partners/<slug:slug>/edit/", partners.partner_edit, name="partner-edit"),
    path("partners/<slug:slug>/writers/", partners.writers, name="partner-writers"),
    path("partnerships/new/", partners.partnership_new, name="partnership-new"),
    path("partnerships/<slug:slug>/", partners.partnership, name="partnership"),
    path("partnerships/<slug:slug>/edit/", partners.partnership_edit, name="partnership-edit"),
    path("partnerships/<slug:slug>/seats/new/", partners.seat, name="seat-new"),
    path("partnerships/<slug:slug>/seats/<int:number>/", partners.seat, name="seat-edit"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/data.csv", commitments.commitments_csv, name="commitments-csv"),
    path("commitments/mine/", commitments.mine, name="mine"),
    path("commitments/new/", commitments.new, name="commitment-new"),
    path("commitments/<int:number>/", commitments.commitment, name="commitment"),
    path("commitments/<int:number>/withdraw/", commitments.withdraw, name="commitment-withdraw"),
    path("commitments/<int:number>/remark/", commitments.remark, name="commitment-remark"),
    path("commitments/<int:number>/reply/", commitments.reply, name="commitment-reply"),
    path("commitments/<int:number>/reply/<int:saying>/", commitments.reply, name="commitment-reply-to"),
]

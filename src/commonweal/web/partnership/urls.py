"""Who works together, what they promise, and whether the virtuous circle turns."""

from __future__ import annotations

from django.urls import path

from commonweal.web.partnership.views import circle, commitments, rollouts, strategies, together
from commonweal.web.partnership.views import organisations as partners

app_name = "partnership"
urlpatterns = [
    path("working-together/", together.together, name="together"),
    path("working-together/record.zip", together.record, name="record"),
    path("working-together/count/", together.count, name="count"),
    path("working-together/<slug:measure>/", together.counted, name="counted"),
    path("circle/", circle.circle, name="circle"),
    path("circle/data.<slug:kind>", circle.data, name="circle-data"),
    path("circle/indicators/<str:indicator>/", circle.indicator, name="circle-indicator"),
    path("circle/goals/<str:goal>/", circle.goal, name="circle-goal"),
    path("proposals/<int:number>/circle/", circle.proposal, name="proposal-circle"),
    path("partners/", partners.partners, name="partners"),
    path("partners/new/", partners.partner_new, name="partner-new"),
    path("partners/<slug:slug>/", partners.partner, name="partner"),
    path("partners/<slug:slug>/edit/", partners.partner_edit, name="partner-edit"),
    path("partners/<slug:slug>/periods/", partners.membership, name="partner-periods"),
    path("partners/<slug:slug>/writers/", partners.writers, name="partner-writers"),
    path("partnerships/new/", partners.partnership_new, name="partnership-new"),
    path("partnerships/<slug:slug>/", partners.partnership, name="partnership"),
    path("partnerships/<slug:slug>/edit/", partners.partnership_edit, name="partnership-edit"),
    path("partnerships/<slug:slug>/seats/new/", partners.seat, name="seat-new"),
    path("partnerships/<slug:slug>/seats/<int:number>/", partners.seat, name="seat-edit"),
    path("roll-outs/", rollouts.rollouts, name="rollouts"),
    path("roll-outs/data.csv", rollouts.rollouts_csv, name="rollouts-csv"),
    path("roll-outs/new/", rollouts.new, name="rollout-new"),
    path("roll-outs/<slug:slug>/", rollouts.rollout, name="rollout"),
    path("roll-outs/<slug:slug>/data.csv", rollouts.rollout_csv, name="rollout-csv"),
    path("roll-outs/<slug:slug>/edit/", rollouts.edit, name="rollout-edit"),
    path("roll-outs/<slug:slug>/belongs/", rollouts.attach, name="rollout-attach"),
    path("roll-outs/<slug:slug>/belongs/<slug:kind>/<int:number>/", rollouts.detach, name="rollout-detach"),
    path("roll-outs/<slug:slug>/record/<slug:kind>/new/", rollouts.line, name="rollout-line-new"),
    path("roll-outs/<slug:slug>/record/<slug:kind>/<int:number>/", rollouts.line, name="rollout-line"),
    path(
        "roll-outs/<slug:slug>/record/<slug:kind>/<int:number>/drop/", rollouts.drop, name="rollout-line-drop"
    ),
    path("strategies/", strategies.strategies, name="strategies"),
    path("strategies/data.csv", strategies.strategies_csv, name="strategies-csv"),
    path("strategies/compare/", strategies.compare, name="strategies-compare"),
    path("strategies/new/", strategies.new, name="strategy-new"),
    path("strategies/<slug:slug>/", strategies.strategy, name="strategy"),
    path("strategies/<slug:slug>/data.csv", strategies.strategy_csv, name="strategy-csv"),
    path("strategies/<slug:slug>/edit/", strategies.edit, name="strategy-edit"),
    path("strategies/<slug:slug>/versions/new/", strategies.version, name="strategy-version-new"),
    path("strategies/<slug:slug>/versions/<int:number>/", strategies.version, name="strategy-version"),
    path("strategies/<slug:slug>/parts/new/", strategies.part, name="strategy-part-new"),
    path("strategies/<slug:slug>/parts/<int:number>/", strategies.part, name="strategy-part"),
    path("strategies/<slug:slug>/parts/<int:number>/drop/", strategies.part_drop, name="strategy-part-drop"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/data.csv", commitments.commitments_csv, name="commitments-csv"),
    path("commitments/mine/", commitments.mine, name="mine"),
    path("commitments/new/", commitments.new, name="commitment-new"),
    path("commitments/<int:number>/", commitments.commitment, name="commitment"),
    path("commitments/<int:number>/withdraw/", commitments.withdraw, name="commitment-withdraw"),
    path("commitments/<int:number>/remark/", commitments.remark, name="commitment-remark"),
    path("commitments/<int:number>/say/<slug:slug>/", commitments.state, name="commitment-state"),
    path("commitments/<int:number>/reply/", commitments.reply, name="commitment-reply"),
    path("commitments/<int:number>/reply/<int:saying>/", commitments.reply, name="commitment-reply-to"),
]

"""The agreement tests leave no binding rule out: each is compared, or it is said why it is not."""

from sextant.law.library import load
from sextant.law.rule import Force, Level
from tests.agreement.test_same_weeks import CASES

NOT_A_TIMETABLE = {"reading", "record", "deadline", "declared", "line_at_least", "leave_run", "payable_leave"}
SAID = {
    "R2": "nobody plans a call-out",
    "G9": "no duty of a ward lies on another site",
    "L7": "union training is given, not chosen",
}


def test_every_binding_rule_of_a_timetable_is_compared() -> None:
    binding = {
        rule.code
        for rule in load().rules
        if rule.shape.shape not in NOT_A_TIMETABLE and rule.force is Force.LAW and rule.level is Level.BREACH
    }
    assert binding - set(SAID) == {case.code for case in CASES} & binding
    assert binding - set(SAID) <= {case.code for case in CASES}

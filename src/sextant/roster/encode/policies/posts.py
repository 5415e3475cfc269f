"""Posts: the literals by which policies speak of who holds what, on which day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ortools.sat.python import cp_model

from sextant.roster.encode.variables import Cost, Literal, Model, Reason, Seat
from sextant.roster.kept import decided
from sextant.roster.policies.policy import Policy

POLICY = "policy"
"""The kind of the costs of policies: they are said by the policies' own reading of the roster."""


class Posts:
    """The candidates of a model that hold a post, by person and day."""

    def __init__(self, model: Model) -> None:
        self.model = model
        problem = model.problem
        self.days = range(problem.first.toordinal(), problem.last.toordinal() + 1)
        self.lengths = {shift.id: shift.minutes for shift in problem.shifts}
        known = {*self.lengths, *(line.id for line in problem.lines)}
        self.by_day: dict[str, dict[int, list[tuple[str, Literal, int]]]] = {}
        for seat in model.seats:
            days = self.by_day.setdefault(seat.intern.name, {})
            for c in seat.candidates:
                if (post := c.activity.line) in known:
                    minutes = self.lengths.get(post, c.activity.minutes)
                    days.setdefault(c.activity.day, []).append((post, c.literal, minutes))
        self.decided_days: dict[str, list[tuple[int, str]]] = {}
        for name, day, post in decided(problem):
            self.decided_days.setdefault(name, []).append((day, post))
        self._worked: dict[tuple[str, int, tuple[str, ...]], Literal] = {}
        self._any: dict[tuple[int, ...], Literal] = {}

    def days_of(self, days: Collection[int]) -> list[int]:
        """These days, those of the period; all of it when there are none."""
        return [day for day in self.days if not days or day in days]

    def seats(self, policy: Policy) -> list[Seat]:
        """The people a policy speaks of."""
        return [seat for seat in self.model.seats if not policy.who or seat.intern.name in policy.who]

    def literals(self, name: str, day: int, posts: Collection[str] = ()) -> list[Literal]:
        """The literals of these posts (all when empty) for a person on a day."""
        return [x for post, x, _ in self.by_day[name].get(day, ()) if not posts or post in posts]

    def worked(self, name: str, day: int, posts: Sequence[str] = ()) -> Literal:
        """A literal that is true when the person holds one of these posts on that day."""
        key = name, day, tuple(posts)
        if key not in self._worked:
            self._worked[key] = self.any_of(self.literals(name, day, posts))
        return self._worked[key]

    def all_decided(self, policy: Policy, name: str, days: Iterable[int], posts: Collection[str]) -> bool:
        """True when a policy that never gives way meets only what was decided beforehand: it does not judge it."""
        if policy.weight is not None or name not in self.decided_days:
            return False
        known = {day for day, post in self.decided_days[name] if not posts or post in posts}
        return all(day in known for day in days)

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal equal to the disjunction of these."""
        if any(isinstance(x, int) and x for x in literals):
            return 1
        open_ones = [x for x in literals if not isinstance(x, int)]
        if not open_ones:
            return 0
        if len(open_ones) == 1:
            return open_ones[0]
        key = tuple(sorted(x.index for x in open_ones))
        if key not in self._any:
            found = self.model.cp.new_bool_var("")
            self.model.cp.add_max_equality(found, open_ones)
            self._any[key] = found
        return self._any[key]

    def weekends(self) -> list[tuple[int, ...]]:
        """The days of each weekend of the period."""
        found: dict[int, list[int]] = {}
        for day in self.days:
            if (day - 1) % 7 >= 5:
                found.setdefault((day - 1) // 7, []).append(day)
        return [tuple(days) for days in found.values()]

    def bound(
        self, policy: Policy, amount: cp_model.LinearExpr | int, limit: int, most: int, who: str, what: str
    ) -> None:
        """``amount`` (at most ``most``) stays within ``limit``; with a weight, each unit beyond is paid."""
        self.bound_at(policy.weight, amount, limit, most, who, what)

    def bound_at(
        self,
        weight: int | None,
        amount: cp_model.LinearExpr | int,
        limit: int,
        most: int,
        who: str,
        what: str,
    ) -> None:
        """The same, at a price of its own."""
        if isinstance(amount, int) and amount <= limit:
            return  # nothing to choose, nothing missed
        if weight is None:
            self.model.require(amount <= limit, Reason(POLICY, code=what, who=who))
        elif weight and most > limit:
            beyond = self.model.cp.new_int_var(0, most - limit, "")
            self.model.cp.add(beyond >= amount - limit)
            self.model.costs.append(Cost(weight, beyond, POLICY, what))

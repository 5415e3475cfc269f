"""The readings that can be chosen where sources conflict. Their text is in ``settings.yaml``."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

_Level = Literal["manquement", "avertissement", "information"]


class Settings(BaseModel):
    """One field per ambiguity of the law; the defaults are those of ``law/settings.yaml``.

    A house test keeps the two equal. Durations are in minutes when the name says so.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    line_min_hard: int = Field(5, ge=1, le=20)
    line_min_warn: int = Field(6, ge=1, le=20)
    demi_garde_policy: Literal["autorisee", "interdite"] = "autorisee"
    demi_garde_end: str = "00:30"
    window_mode: Literal["trimestre", "glissante"] = "trimestre"
    trimester_cut: Literal["semaines-entieres", "trois-mois"] = "semaines-entieres"
    leave_neutral: bool = True
    holiday_reduces_target: bool = False
    leave_unit: Literal["ouvrables", "ouvres"] = "ouvrables"
    leave_notice_days: int = Field(30, ge=0, le=180)
    leave_refusal_rules: Literal["motif-ecrit", "organisation-seule", "au-dela-de-15"] = "motif-ecrit"
    astreinte_pool: Literal["trimestre", "mois", "astreinte"] = "trimestre"
    travel_mode: Literal["reel", "forfait-1h"] = "reel"
    rounding: Literal["aucun", "heure"] = "aucun"
    rest_allow_self_study: bool = True
    boundary_mode: Literal["minuit", "jour-de-debut"] = "minuit"
    eu_rest_level: _Level = "avertissement"
    garde_week_strict: bool = False
    course_makeup: bool = False
    university_minutes: int = Field(320, ge=60, le=720)
    pregnancy_astreinte: _Level = "avertissement"
    run_gap_minutes: int = Field(15, ge=0, le=120)
    midday_gap_minutes: int = Field(120, ge=0, le=240)
    return_travel_in_rest: bool = True
    garde_cap_per_month: int = Field(12, ge=1, le=31)

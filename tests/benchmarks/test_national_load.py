"""The national load is the same for the same seed, and what it recounts is what the auditor says."""

from pathlib import Path

import polars as pl

from benchmarks.national_load import _part, _timelines, write_load
from sextant.law.audit import judge


def test_the_same_seed_gives_the_same_load(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder, seed in zip(folders, (1, 1, 2), strict=True):
        folder.mkdir()
        write_load(folder, interns=12, weeks=4, seed=seed)
    first, again, other = (pl.read_parquet(folder / "entries.parquet") for folder in folders)
    assert first.equals(again)
    assert not first.equals(other)


def test_the_recount_is_the_auditor_s(tmp_path: Path) -> None:
    entries = write_load(tmp_path, interns=12, weeks=4)
    assert 12 * 4 * 11 < entries < 12 * 4 * 17
    found = _part(tmp_path, (0, 12), 4)
    frames = (pl.read_parquet(tmp_path / name) for name in ("entries.parquet", "call_outs.parquet"))
    judgement = judge(_timelines(*frames, range(12), 4))
    assert found["minutes"].sum() == sum(account.minutes for account in judgement.accounts)
    assert found["breaches"].sum() == len(judgement.unlawful)
    assert found["breaches"].sum() > 0

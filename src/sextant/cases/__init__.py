"""What was brought against hospitals, one row each: formal notice, recourse, mediation, judgment, appeal, execution."""

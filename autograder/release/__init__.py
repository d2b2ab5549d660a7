"""From the single source of an assignment to what students get."""

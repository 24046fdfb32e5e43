"""The desk at which reports are looked after: what there is, uploads, corrections, removals, and builds."""

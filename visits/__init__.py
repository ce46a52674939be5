"""Timed visits that are offered, chosen and confirmed (video, physical, telephone), and their reminders."""

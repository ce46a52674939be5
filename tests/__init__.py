"""Tests, by what they promise: unit, actions, protocol, browser, house rules, speed."""

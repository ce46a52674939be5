"""What people do, in real browser windows, against real servers. By role and label, without sleeps."""

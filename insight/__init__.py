"""Statistics, the floor view's predictions and the queue simulator. Reads what other apps own and writes none of it."""

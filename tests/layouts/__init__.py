"""Official forms printed in the many layouts in which they reach users: the oracle for the extraction of tables."""

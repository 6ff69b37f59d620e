/** A program that reads a table, fits a method by its id, and prints what it found. */
module example.table {
    requires org.coterie.runtime;
}

/** A program that composes a method, fits it, and keeps the model. */
module example.compose {
    requires org.coterie.runtime;
    requires org.coterie.deepwak;
}

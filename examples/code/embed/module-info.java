/** A program that asks a saved model, and has neither the runtime nor any method on its path. */
module example.embed {
    requires org.coterie.model;
}

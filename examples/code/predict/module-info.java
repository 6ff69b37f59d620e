/** A program that asks a saved model. It needs no method: a model carries its own graph. */
module example.predict {
    requires org.coterie.runtime;
}

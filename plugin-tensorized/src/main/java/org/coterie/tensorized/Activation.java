package org.coterie.tensorized;

import java.util.List;
import java.util.Optional;
import org.coterie.api.Layer;
import org.coterie.api.Layers;

/** What follows a dense layer. */
public enum Activation {
    /** Nothing. */
    LINEAR,
    /** max(x, 0). */
    RELU,
    /** x for x &gt; 0, else eˣ − 1. */
    ELU,
    /** Hyperbolic tangent. */
    TANH,
    /** 1 / (1 + e⁻ˣ). */
    SIGMOID;

    void addTo(List<Layer> layers) {
        layer().ifPresent(layers::add);
    }

    private Optional<Layer> layer() {
        return switch (this) {
            case LINEAR -> Optional.empty();
            case RELU -> Optional.of(Layers.relu());
            case ELU -> Optional.of(Layers.elu());
            case TANH -> Optional.of(Layers.tanh());
            case SIGMOID -> Optional.of(Layers.sigmoid());
        };
    }
}

package org.coterie.runtime.report;

import java.util.List;
import java.util.Optional;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Card;
import org.coterie.model.fitted.FittedModel;

/**
 * The data and the model of a run, where they are at hand.
 *
 * @param data the rows as the user has them
 * @param prepared the same rows as the method saw them
 * @param model whom to ask; empty where it cannot be opened
 */
public record Material(Dataset data, Dataset prepared, Optional<Answers> model) {

    /** What a report asks of a model. */
    public interface Answers {
        /** The readouts there are. */
        List<Card.Answer> known();

        /** A readout of rows as the user has them. */
        Table rows(String readout, Dataset rows);

        /** A readout of rows as the method sees them. */
        Table prepared(String readout, Table rows);

        /** A readout of the model. */
        Table fixed(String readout);

        /** New rows. */
        Table drawn(String readout, int[] clusters, Table noise);

        /** A fitted model. */
        static Answers of(FittedModel model) {
            return new Answers() {
                @Override
                public List<Card.Answer> known() {
                    return model.card().answers();
                }

                @Override
                public Table rows(String readout, Dataset rows) {
                    return model.ask(readout, rows);
                }

                @Override
                public Table prepared(String readout, Table rows) {
                    return model.askPrepared(readout, rows);
                }

                @Override
                public Table fixed(String readout) {
                    return model.fixed(readout);
                }

                @Override
                public Table drawn(String readout, int[] clusters, Table noise) {
                    return model.drawn(readout, clusters, noise);
                }
            };
        }
    }
}

package org.coterie.datasets.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.coterie.algorithms.Spelling;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Catalogue;

/** The data sets of the papers, as {@code catalogue.conf} beside this class lists them. */
public final class PaperCatalogue implements Catalogue {

    /** For ServiceLoader; reads nothing yet. */
    public PaperCatalogue() {}

    @Override
    public String id() {
        return "papers";
    }

    @Override
    public List<Entry> entries() {
        return Entries.shipped();
    }

    @Override
    public List<Path> fetch(String name, Order order, Consumer<Progress> progress) {
        List<Entry> all = entries();
        Entry entry = all.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, all));
        return fetch(entry, order, progress, Patience.USUAL);
    }

    static List<Path> fetch(Entry entry, Order order, Consumer<Progress> progress, Patience patience) {
        if (entry.downloads().isEmpty()) {
            throw Fault.of("only a person can get " + entry.name())
                    .expected(entry.byHand().replace("\n", "\n            "))
                    .as(CoterieException.Kind.DATA);
        }
        Trust.check(entry, order);
        Fetching fetching = new Fetching(order, progress, patience);
        List<Path> files = new ArrayList<>();
        for (Download download : entry.downloads()) {
            files.add(fetching.fetch(entry.name(), download));
        }
        return List.copyOf(files);
    }

    private static CoterieException unknown(String name, List<Entry> all) {
        List<String> names = all.stream().map(Entry::name).toList();
        return Fault.of("no data set is called " + name)
                .advise(Spelling.nearest(name, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("coterie data list"))
                .as(CoterieException.Kind.CONFIG);
    }
}

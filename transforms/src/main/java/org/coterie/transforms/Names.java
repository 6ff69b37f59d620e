package org.coterie.transforms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.coterie.algorithms.Quote;
import org.coterie.algorithms.Spelling;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Dataset;

/** Columns by their names. */
final class Names {
    private Names() {}

    /** The numbers of the columns, in the order of the names; a name must be there, and be given once. */
    static int[] of(Dataset training, List<String> columns, String id) {
        List<String> all = training.features().names();
        Map<String, Integer> places = new HashMap<>();
        for (int j = 0; j < all.size(); j++) {
            places.putIfAbsent(all.get(j), j);
        }
        List<Fault> faults = columns.stream()
                .filter(name -> !places.containsKey(name))
                .map(name -> Fault.of("unknown column")
                        .at("transform " + id)
                        .got(Quote.of(name))
                        .expected("a column of " + training.name() + ": " + Quote.list(all))
                        .advise(Spelling.nearest(name, all)
                                .map(near -> "did you mean " + Quote.of(near) + "?")
                                .orElse("")))
                .collect(Collectors.toList());
        if (columns.stream().distinct().count() < columns.size()) {
            faults.add(Fault.of("a column stands twice in the list").at("transform " + id));
        }
        if (!faults.isEmpty()) {
            throw new CoterieException(CoterieException.Kind.DATA, faults, null);
        }
        return columns.stream().mapToInt(name -> places.getOrDefault(name, 0)).toArray();
    }
}

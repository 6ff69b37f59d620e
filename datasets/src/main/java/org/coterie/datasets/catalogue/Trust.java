package org.coterie.datasets.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Catalogue.Checksum;
import org.coterie.api.data.Catalogue.Download;
import org.coterie.api.data.Catalogue.Entry;
import org.coterie.api.data.Catalogue.Known;
import org.coterie.api.data.Catalogue.Order;

/** What a file is checked by; refuses, before anything is loaded, what nothing can be checked by. */
final class Trust {
    private Trust() {}

    /** The checksum a file must have: the user's, else the catalogue's. */
    static Optional<Checksum> checksum(Download download, Order order) {
        return Optional.ofNullable(order.checksums().get(download.file()))
                .or(() -> download.checksum().map(Known::value));
    }

    static void check(Entry entry, Order order) {
        List<String> files = entry.downloads().stream().map(Download::file).toList();
        List<Fault> faults = new ArrayList<>();
        order.checksums().keySet().stream()
                .filter(file -> !files.contains(file))
                .sorted()
                .forEach(file -> faults.add(Fault.of(entry.name() + " has no such file")
                        .at("--checksum")
                        .got(file)
                        .expected(String.join(", ", files))));
        if (!order.trustUnverified()) {
            entry.downloads().stream()
                    .filter(download -> checksum(download, order).isEmpty())
                    .forEach(download -> faults.add(Fault.of("nothing is known to check this file by")
                            .at(entry.name() + "/" + download.file())
                            .expected("a checksum")
                            .advise("--checksum " + (files.size() == 1 ? "" : download.file() + "=")
                                    + "sha256:HEX if you know it, or --trust-unverified if you trust the source")));
        }
        if (!faults.isEmpty()) {
            throw new CoterieException(CoterieException.Kind.CONFIG, faults, null);
        }
    }
}

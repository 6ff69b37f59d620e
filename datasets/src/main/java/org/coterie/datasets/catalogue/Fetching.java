package org.coterie.datasets.catalogue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.Catalogue.Algorithm;
import org.coterie.api.data.Catalogue.Checksum;
import org.coterie.api.data.Catalogue.Download;
import org.coterie.api.data.Catalogue.Known;
import org.coterie.api.data.Catalogue.Order;
import org.coterie.api.data.Catalogue.Progress;
import org.coterie.api.data.Catalogue.Step;

/** Puts files into their place: found there, or loaded beside it, checked, and moved. */
final class Fetching {
    private final Order order;
    private final Consumer<Progress> progress;
    private final Patience patience;
    private final Http http;

    Fetching(Order order, Consumer<Progress> progress, Patience patience) {
        this.order = order;
        this.progress = progress;
        this.patience = patience;
        this.http = new Http(patience.silence());
    }

    Path fetch(String entry, Download download) {
        Path folder = order.into().resolve(entry);
        try (Disk disk = Disk.open(folder)) {
            Path place = folder.resolve(download.file());
            Path unpacked = folder.resolve(Unpacking.folder(download.file()));
            if (download.unpack() && Files.isDirectory(unpacked)) {
                tell(download, Step.PRESENT, 0, -1);
                return unpacked;
            }
            if (!present(place, download)) {
                load(entry, download, disk.part(place));
            }
            if (!download.unpack()) {
                return place;
            }
            tell(download, Step.UNPACKING, 0, -1);
            Unpacking.unpack(place, unpacked);
            tell(download, Step.DONE, 0, -1);
            return unpacked;
        }
    }

    private boolean present(Path place, Download download) {
        if (!Files.exists(place)) {
            return false;
        }
        Optional<Checksum> wanted = Trust.checksum(download, order);
        tell(download, Step.CHECKING, Disk.size(place), Disk.size(place));
        if (wanted.isPresent()) {
            Checksum got = digest(place, wanted.get().algorithm());
            if (!got.equals(wanted.get())) {
                throw Fault.of("another file of that name is in the way")
                        .at(place.toString())
                        .got(got)
                        .expected(wanted.get().toString())
                        .advise("move it away, or fetch into another folder")
                        .as(Kind.BUSY);
            }
        }
        tell(download, Step.PRESENT, Disk.size(place), Disk.size(place));
        return true;
    }

    private void load(String entry, Download download, Part part) {
        Optional<Path> mirror = Mirror.folder(order);
        if (mirror.isPresent()) {
            Path found = Mirror.find(mirror.get(), entry, download, Trust.checksum(download, order));
            part.copy(found, done -> tell(download, Step.LOADING, done, Disk.size(found)));
            check(download, part, found.toString());
            settle(download, part);
            return;
        }
        List<Fault> faults = new ArrayList<>();
        for (URI address : Mirror.addresses(order, entry, download)) {
            try {
                load(address, download, part);
                settle(download, part);
                return;
            } catch (CoterieException e) {
                if (e.kind() != Kind.DATA) {
                    throw e;
                }
                faults.addAll(e.faults());
            }
        }
        throw new CoterieException(Kind.DATA, faults, null);
    }

    private void load(URI address, Download download, Part part) {
        boolean begun = part.begunAt(address);
        attempts(address, download, part);
        try {
            check(download, part, address.toString());
        } catch (CoterieException e) {
            if (!begun) {
                throw e;
            }
            // what an earlier attempt left may have been of another file: once more from the first byte
            attempts(address, download, part);
            check(download, part, address.toString());
        }
    }

    /** Until the file is whole: goes on where a connection broke, as long as each attempt brings something. */
    private void attempts(URI address, Download download, Part part) {
        Http.Wanted wanted = new Http.Wanted(
                address, limit(download), Trust.checksum(download, order).isPresent());
        long of = download.bytes().map(Known::value).orElse(-1L);
        int idle = 0;
        while (true) {
            long before = part.size();
            try {
                http.load(wanted, part, (bytes, all) -> tell(download, Step.LOADING, bytes, all < 0 ? of : all));
                return;
            } catch (IOException e) {
                idle = part.size() > before ? 0 : idle + 1;
                if (idle >= patience.attempts()) {
                    throw broken(address, part, e);
                }
                tell(download, Step.AGAIN, part.size(), of);
            }
        }
    }

    /** A size that was only recalled may be wrong; it still tells a file from a flood. */
    private long limit(Download download) {
        return download.bytes()
                .map(bytes -> bytes.verified() ? bytes.value() : 2 * bytes.value())
                .orElse(patience.largest());
    }

    private void check(Download download, Part part, String from) {
        tell(download, Step.CHECKING, part.size(), part.size());
        Optional<Checksum> wanted = Trust.checksum(download, order);
        boolean ours = order.checksums().containsKey(download.file());
        Optional<Long> bytes =
                download.bytes().filter(Known::verified).filter(b -> !ours).map(Known::value);
        if (bytes.isPresent() && bytes.get() != part.size()) {
            throw refused("the file has another size", from, part, part.size() + " bytes", bytes.get() + " bytes");
        }
        if (wanted.isPresent()) {
            Checksum got = digest(part.path(), wanted.get().algorithm());
            if (!got.equals(wanted.get())) {
                String what = "the file is another one than the catalogue knows";
                boolean recalled = !ours
                        && download.checksum().map(known -> !known.verified()).orElse(false);
                throw refused(
                        recalled ? what + ", or the checksum was recalled wrongly" : what,
                        from,
                        part,
                        got.toString(),
                        wanted.get().toString());
            }
        }
    }

    private static CoterieException refused(String what, String from, Part part, String got, String expected) {
        part.discard();
        return Fault.of(what)
                .at(from)
                .got(got)
                .expected(expected)
                .advise("nothing of it was kept; look whether the source has moved or changed")
                .as(Kind.DATA);
    }

    private static CoterieException broken(URI address, Part part, IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Fault.of(part.size() == 0 ? "nothing can be loaded from here" : "the connection breaks again and again")
                .at(address.toString())
                .got(message)
                .advise(
                        part.size() == 0
                                ? "look whether this machine reaches it, or name a mirror: --mirror"
                                : part.size() + " bytes are kept; the same command goes on from there")
                .as(Kind.DATA, e);
    }

    private void settle(Download download, Part part) {
        long size = part.size();
        part.settle();
        tell(download, Step.DONE, size, size);
    }

    private void tell(Download download, Step step, long bytes, long of) {
        progress.accept(new Progress(download.file(), step, bytes, of));
    }

    private static Checksum digest(Path file, Algorithm algorithm) {
        try {
            return Digests.of(file, algorithm);
        } catch (IOException e) {
            throw Disk.fault("the file cannot be read", file, e);
        }
    }
}

package org.coterie.datasets.cifar;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Source;
import org.coterie.datasets.files.Element;
import org.coterie.datasets.files.Stored;
import org.coterie.datasets.files.StoredTable;

/** The batches of one data set as they come. */
final class Batches {
    /** As batches.meta.txt lists them. */
    static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private final CifarOpener.Part part;
    private final List<Batch> batches = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();

    Batches(CifarOpener.Part part) {
        this.part = part;
    }

    /** One file: an archive of batches, or a batch. */
    void read(String file, Stored stored) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stored.in());
        if (Tar.begins(in)) {
            List<Batch> members = new ArrayList<>();
            Tar.members(file, in, (name, bytes, size) -> {
                String batch = name.substring(name.lastIndexOf('/') + 1);
                if (batch.endsWith(".bin") && part.has(batch)) {
                    members.add(Batch.read(batch, bytes, size));
                }
            });
            if (members.isEmpty()) {
                throw Fault.of("the archive has no batch of that part")
                        .at(file)
                        .expected("members like data_batch_1.bin or test_batch.bin")
                        .as(CoterieException.Kind.DATA);
            }
            // the published archive has its batches in no order
            members.sort(Comparator.comparing(Batch::name));
            batches.addAll(members);
        } else {
            batches.add(Batch.read(file, in, Long.MAX_VALUE));
        }
        sources.add(stored.source());
    }

    Dataset dataset(String name, Features features) {
        int rows = batches.stream().mapToInt(b -> b.labels().length).reduce(0, Math::addExact);
        int[] labels = new int[rows];
        List<InputStream> pixels = new ArrayList<>();
        int at = 0;
        for (Batch batch : batches) {
            for (byte label : batch.labels()) {
                labels[at++] = label;
            }
            pixels.add(new ByteArrayInputStream(batch.pixels()));
        }
        try (InputStream all = new SequenceInputStream(Collections.enumeration(pixels))) {
            return new Dataset(
                    name,
                    StoredTable.read(all, rows, Batch.PIXELS, Element.U1, ByteOrder.BIG_ENDIAN),
                    features,
                    List.of(),
                    Optional.of(new Labels("label", CLASSES, labels)),
                    List.of(),
                    sources);
        } catch (IOException e) {
            throw new AssertionError("bytes in memory", e);
        }
    }
}

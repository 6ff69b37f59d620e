package org.coterie.datasets.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataSpaceMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.jspecify.annotations.Nullable;

/** A group or a data set of an open file, with its attributes; everything is read when it is asked for. */
public final class Node {
    private final Hdf5 file;
    private final String path;
    private final ObjectHeader header;
    private @Nullable Map<String, Long> members;
    private @Nullable Map<String, AttributeMessage> attributes;

    Node(Hdf5 file, String path, ObjectHeader header) {
        this.file = file;
        this.path = path;
        this.header = header;
    }

    /** The way here from the root, such as {@code obs/donor}. */
    public String path() {
        return path;
    }

    /** Whether this is a data set; else it is a group. */
    public boolean isData() {
        return header.hasMessageOfType(DataSpaceMessage.class);
    }

    /** Names of the members, in the file's order; none of a data set. */
    public List<String> names() {
        return List.copyOf(members().keySet());
    }

    /** A member of this group. */
    public Optional<Node> child(String name) {
        Long address = members().get(name);
        String at = path.isEmpty() ? name : path + "/" + name;
        return address == null ? Optional.empty() : Optional.of(file.at(address, at));
    }

    /** A member that has to be there. */
    public Node need(String name) {
        return child(name).orElseThrow(() -> absent(name));
    }

    private CoterieException absent(String name) {
        file.reading().now(path);
        return Fault.of("there is no " + Quote.of(name))
                .at(file.reading().place())
                .got(isData() ? "a data set" : "a group of " + (names().isEmpty() ? "nothing" : Quote.list(names())))
                .as(CoterieException.Kind.DATA);
    }

    /** What a data set holds. */
    public DataSet data() {
        if (!isData()) {
            file.reading().now(path);
            throw file.reading().damaged("a group where a data set is needed").as(CoterieException.Kind.DATA);
        }
        return DataSet.of(file, path, header);
    }

    /** An attribute, if it is there and not empty. */
    public Optional<Cells> attribute(String name) {
        file.reading().now(path);
        if (attributes == null) {
            attributes = Links.attributes(file.storage(), header);
        }
        AttributeMessage found = attributes.get(name);
        // jHDF gives null for an attribute without values
        ByteBuffer bytes = found == null ? null : found.getDataBuffer();
        return found == null || bytes == null
                ? Optional.empty()
                : Optional.of(Cells.of(
                        file,
                        path + " attribute " + name,
                        found.getDataType(),
                        found.getDataSpace().getTotalLength(),
                        bytes));
    }

    /** The text of an attribute; empty where there is none. */
    public String attributeText(String name) {
        return attribute(name)
                .filter(Cells::isText)
                .map(cells -> cells.texts().get(0))
                .orElse("");
    }

    /** Where object references of this file lead. */
    public Node follow(long reference, String name) {
        return file.at(reference, name);
    }

    private Map<String, Long> members() {
        if (members == null) {
            file.reading().now(path);
            members = isData() ? Map.of() : Links.of(file.storage(), header);
        }
        return members;
    }
}

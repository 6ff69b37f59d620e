package org.coterie.datasets.h5ad;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.coterie.datasets.hdf5.Cells;
import org.coterie.datasets.hdf5.Node;
import org.jspecify.annotations.Nullable;

/**
 * A data frame of an AnnData file, {@code obs} or {@code var}: a group with a member for each column, or, before AnnData
 * 0.7, a data set of records.
 */
final class Frame {
    private final Node root;
    private final Node node;
    private final @Nullable Cells records;
    private final List<String> index;
    private final String indexName;

    /**
     * Reads the index, nothing else.
     *
     * @param root where old files keep categories, under {@code uns}
     */
    Frame(Node root, Node node) {
        this.root = root;
        this.node = node;
        if (node.isData()) {
            records = node.data().cells();
            List<String> members = records.members();
            if (members.isEmpty()) {
                throw new IllegalArgumentException("no records");
            }
            indexName = members.contains("index") ? "index" : members.get(0);
            index = records.member(indexName).texts();
        } else {
            records = null;
            String named = node.attributeText("_index");
            indexName = !named.isEmpty() ? named : node.names().contains("_index") ? "_index" : "index";
            index = node.need(indexName).data().texts();
        }
    }

    int rows() {
        return index.size();
    }

    List<String> index() {
        return index;
    }

    String path() {
        return node.path();
    }

    /** The columns, without the index: first in the order the file gives, then the others. */
    List<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        if (records != null) {
            names.addAll(records.members());
        } else {
            node.attribute("column-order").filter(Cells::isText).ifPresent(order -> names.addAll(order.texts()));
            names.retainAll(node.names());
            names.addAll(node.names());
            names.remove("__categories");
        }
        names.remove(indexName);
        return new ArrayList<>(names);
    }

    /** A column that is there. */
    Column column(String name) {
        Column column = records != null ? recorded(records.member(name), name) : grouped(node.need(name), name);
        if (column.rows() != rows()) {
            throw new IllegalArgumentException(column.rows() + " values for " + rows() + " rows");
        }
        return column;
    }

    /** Small whole numbers with a list of categories elsewhere are codes. */
    private Column recorded(Cells cells, String name) {
        Node categories = root.child("uns")
                .filter(uns -> !uns.isData())
                .flatMap(uns -> uns.child(name + "_categories"))
                .orElse(null);
        return categories != null && cells.isWhole()
                ? Column.coded(name, categories.data().texts(), cells.longs())
                : Column.plain(name, cells);
    }

    private Column grouped(Node column, String name) {
        if (column.isData()) {
            Cells cells = column.data().cells();
            // anndata 0.7: the attribute is a reference to a list among obs/__categories
            Cells reference = column.attribute("categories").orElse(null);
            return reference == null
                    ? Column.plain(name, cells)
                    : Column.coded(
                            name,
                            column.follow(reference.longs()[0], column.path() + " categories")
                                    .data()
                                    .texts(),
                            cells.longs());
        }
        if (column.names().contains("codes")) {
            return Column.coded(
                    name,
                    column.need("categories").data().texts(),
                    column.need("codes").data().longs());
        }
        return Column.masked(
                name,
                column.need("values").data().cells(),
                column.need("mask").data().longs());
    }
}

package org.coterie.runtime.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coterie.runtime.run.Explanation.Part;

/** The variables of a plan as the tree their paths describe: parts within parts, in order of declaration. */
final class Branch {
    private final String name;
    private final Map<String, Branch> branches = new LinkedHashMap<>();
    private final List<Part> leaves = new ArrayList<>();

    private Branch(String name) {
        this.name = name;
    }

    /** The tree of all parts; its root has no name. */
    static Branch of(List<Part> parts) {
        Branch root = new Branch("");
        for (Part part : parts) {
            Branch branch = root;
            String path = part.path();
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/')) {
                branch = branch.branches.computeIfAbsent(path.substring(0, slash), Branch::new);
                path = path.substring(slash + 1);
            }
            branch.leaves.add(new Part(path, part.shape(), part.kind(), part.numbers()));
        }
        return root;
    }

    String name() {
        return name;
    }

    /** The parts within, in order. */
    List<Branch> branches() {
        return List.copyOf(branches.values());
    }

    /** The variables of this part itself, named without its path. */
    List<Part> leaves() {
        return Collections.unmodifiableList(leaves);
    }

    /** All numbers of this part and those within. */
    long numbers() {
        return leaves.stream().mapToLong(Part::numbers).sum()
                + branches.values().stream().mapToLong(Branch::numbers).sum();
    }
}

package org.coterie.runtime.report;

import java.util.List;

/**
 * What adds figures to a report: it looks at what there is (columns, labels, readouts by name and kind) and gives the blocks
 * that can be drawn, none where there is nothing. No part asks which method ran. To add a figure, write a part and name it in
 * {@link Page}.
 */
interface Part {

    /** The blocks, in reading order. Pure: same view, same blocks. */
    List<Block> of(View view);
}

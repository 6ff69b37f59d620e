package org.coterie.datasets.hdf5;

import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What hangs on an object: the members of a group by name, and attributes by name, in each of the ways HDF5 stores them. */
final class Links {
    private static final long UNDEFINED = -1;
    private static final int SOFT = 2;

    private Links() {}

    /** Addresses of the members. Links to other places or files are left out: nothing here follows them. */
    static Map<String, Long> of(HdfBackingStorage storage, ObjectHeader header) {
        Map<String, Long> members = new LinkedHashMap<>();
        if (header.hasMessageOfType(SymbolTableMessage.class)) {
            addOldStyle(storage, header.getMessageOfType(SymbolTableMessage.class), members);
        } else if (header.hasMessageOfType(LinkInfoMessage.class)) {
            for (LinkMessage link : newStyle(storage, header)) {
                if (link.getLinkType() == LinkMessage.LinkType.HARD) {
                    members.put(link.getLinkName(), link.getHardLinkAddress());
                }
            }
        }
        return members;
    }

    private static void addOldStyle(HdfBackingStorage storage, SymbolTableMessage table, Map<String, Long> members) {
        ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
        for (long child :
                BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
            for (SymbolTableEntry entry : new GroupSymbolTableNode(storage, child).getSymbolTableEntries()) {
                if (entry.getCacheType() != SOFT) {
                    members.put(name(names, entry.getLinkNameOffset()), entry.getObjectHeaderAddress());
                }
            }
        }
    }

    private static String name(ByteBuffer names, int from) {
        int to = from;
        while (names.get(to) != 0) {
            to++;
        }
        byte[] name = new byte[to - from];
        names.get(from, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private static List<LinkMessage> newStyle(HdfBackingStorage storage, ObjectHeader header) {
        LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
        if (info.getBTreeNameIndexAddress() == UNDEFINED) {
            return header.getMessagesOfType(LinkMessage.class);
        }
        FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
        List<LinkMessage> links = new ArrayList<>();
        for (LinkNameForIndexedGroupRecord each :
                new BTreeV2<LinkNameForIndexedGroupRecord>(storage, info.getBTreeNameIndexAddress()).getRecords()) {
            links.add(LinkMessage.fromBuffer(heap.getId(each.getId()), storage.getSuperblock()));
        }
        return links;
    }

    /** The attributes. */
    static Map<String, AttributeMessage> attributes(HdfBackingStorage storage, ObjectHeader header) {
        Map<String, AttributeMessage> found = new LinkedHashMap<>();
        for (AttributeInfoMessage info : header.getMessagesOfType(AttributeInfoMessage.class)) {
            if (info.getFractalHeapAddress() != UNDEFINED) {
                FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
                for (AttributeNameForIndexedAttributesRecord each : new BTreeV2<
                                AttributeNameForIndexedAttributesRecord>(storage, info.getAttributeNameBTreeAddress())
                        .getRecords()) {
                    AttributeMessage attribute =
                            new AttributeMessage(heap.getId(each.getHeapId()), storage, each.getFlags());
                    found.put(attribute.getName(), attribute);
                }
            }
        }
        for (AttributeMessage attribute : header.getMessagesOfType(AttributeMessage.class)) {
            found.put(attribute.getName(), attribute);
        }
        return found;
    }
}

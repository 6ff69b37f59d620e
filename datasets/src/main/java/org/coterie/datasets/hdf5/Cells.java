package org.coterie.datasets.hdf5;

import io.jhdf.GlobalHeap;
import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.CompoundDataType.CompoundDataMember;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.Reference;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coterie.api.CoterieException;
import org.coterie.datasets.files.Classes;

/** Raw elements of one type, at equal distances in a buffer, and what they mean. */
public final class Cells {
    private final Hdf5 file;
    private final String path;
    private final DataType type;
    private final int count;
    private final ByteBuffer bytes;
    private final int stride;
    private final int offset;

    private Cells(Hdf5 file, String path, DataType type, int count, ByteBuffer bytes, int stride, int offset) {
        this.file = file;
        this.path = path;
        this.type = type;
        this.count = count;
        this.bytes = bytes;
        this.stride = stride;
        this.offset = offset;
    }

    static Cells of(Hdf5 file, String path, DataType type, long count, ByteBuffer bytes) {
        int size = type.getSize();
        if (size <= 0 || count < 0 || count * size > bytes.remaining()) {
            throw new IllegalArgumentException("fewer bytes than values");
        }
        return new Cells(file, path, type, (int) count, bytes.slice(), size, 0);
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** Whether these are whole or decimal numbers. */
    public boolean isNumber() {
        return type instanceof FixedPoint || type instanceof FloatingPoint;
    }

    /** Whether these are whole numbers. */
    public boolean isWhole() {
        return type instanceof FixedPoint;
    }

    /** Whether these are texts. */
    public boolean isText() {
        return type instanceof StringData || type instanceof VariableLength vlen && vlen.isVariableLengthString();
    }

    /** Whether these are truth values, as h5py stores them: an enumeration of FALSE and TRUE. */
    public boolean isFlag() {
        return type instanceof EnumDataType names
                && Set.copyOf(names.getEnumMapping().values()).equals(Set.of("FALSE", "TRUE"));
    }

    /** Whether each is a record of several. */
    public boolean isRecord() {
        return type instanceof CompoundDataType;
    }

    /** The names of the members of records. */
    public List<String> members() {
        return type instanceof CompoundDataType record
                ? record.getMembers().stream().map(CompoundDataMember::getName).toList()
                : List.of();
    }

    /** One member of every record; an array as member gives {@link #width} numbers for each. */
    public Cells member(String name) {
        CompoundDataMember member = ((CompoundDataType) type)
                .getMembers().stream()
                        .filter(each -> each.getName().equals(name))
                        .findFirst()
                        .orElseThrow();
        DataType its = member.getDataType();
        if (member.getOffset() < 0
                || its.getSize() <= 0
                || (long) member.getOffset() + its.getSize() > type.getSize()
                || its instanceof ArrayDataType array
                        && (long) elements(array) * array.getBaseType().getSize() != its.getSize()) {
            throw new IllegalArgumentException("a member outside its record");
        }
        return new Cells(file, path + "/" + name, its, count, bytes, stride, Math.addExact(offset, member.getOffset()));
    }

    /** How many numbers each element has: 1, or the size of an array. */
    public int width() {
        return type instanceof ArrayDataType array ? elements(array) : 1;
    }

    private static int elements(ArrayDataType array) {
        int product = 1;
        for (int length : array.getArrayTypeDimensions()) {
            product = Math.multiplyExact(product, length);
        }
        return product;
    }

    /** As floats, {@link #width} for each element; whole numbers and doubles to the nearest, beyond its range infinite. */
    public float[] floats() {
        float[] into = new float[Math.multiplyExact(count, width())];
        floats(into, 0);
        return into;
    }

    void floats(float[] into, int from) {
        DataType each = type instanceof ArrayDataType array ? array.getBaseType() : type;
        int width = width();
        ByteBuffer in = ordered(each);
        if (each instanceof FloatingPoint real && real.getSize() == 4 && stride == 4 && width == 1) {
            ieee(real);
            in.position(offset).asFloatBuffer().get(into, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            for (int w = 0; w < width; w++) {
                into[from + i * width + w] = (float) real(in, each, at(i) + w * each.getSize());
            }
        }
    }

    /** As whole numbers; fails for other types. */
    public long[] longs() {
        long[] into = new long[count];
        longs(into, 0);
        return into;
    }

    void longs(long[] into, int from) {
        ByteBuffer in = ordered(type);
        for (int i = 0; i < count; i++) {
            into[from + i] = whole(in, type, at(i));
        }
    }

    /** As texts: texts as they are, numbers in decimals, truth values as {@code false} and {@code true}. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(count);
        ByteBuffer in = ordered(type);
        Map<Long, String> known = new HashMap<>();
        for (int i = 0; i < count; i++) {
            if (type instanceof StringData) {
                texts.add(fixed(in, at(i), type.getSize()));
            } else if (isText()) {
                texts.add(heaped(in, at(i), known));
            } else if (isFlag()) {
                texts.add(whole(in, type, at(i)) == 0 ? "false" : "true");
            } else if (isWhole()) {
                texts.add(Long.toString(whole(in, type, at(i))));
            } else {
                texts.add(Classes.text(real(in, type, at(i))));
            }
        }
        return texts;
    }

    private int at(int i) {
        return offset + i * stride;
    }

    private ByteBuffer ordered(DataType each) {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        if (each instanceof FixedPoint whole) {
            order = whole.getByteOrder();
        } else if (each instanceof FloatingPoint real) {
            order = real.getByteOrder();
        } else if (each instanceof EnumDataType names && names.getBaseType() instanceof FixedPoint whole) {
            order = whole.getByteOrder();
        }
        return bytes.duplicate().order(order);
    }

    private double real(ByteBuffer in, DataType each, int at) {
        if (!(each instanceof FloatingPoint real)) {
            return whole(in, each, at);
        }
        ieee(real);
        return switch (real.getSize()) {
            case 2 -> FloatingPoint.toFloat(in.getShort(at));
            case 4 -> in.getFloat(at);
            default -> in.getDouble(at);
        };
    }

    private void ieee(FloatingPoint real) {
        int exponent = switch (real.getSize()) {
            case 2 -> 5;
            case 4 -> 8;
            case 8 -> 11;
            default -> -1;
        };
        if (real.getExponentSize() != exponent || real.getMantissaSize() != 8 * real.getSize() - 1 - exponent) {
            throw refused("numbers of " + real.getSize() + " bytes that are not IEEE 754");
        }
    }

    private long whole(ByteBuffer in, DataType each, int at) {
        if (each instanceof EnumDataType names) {
            return whole(in, names.getBaseType(), at);
        }
        if (each instanceof Reference) {
            return in.getLong(at);
        }
        if (!(each instanceof FixedPoint fixed)
                || fixed.getBitOffset() != 0
                || fixed.getBitPrecision() != 8 * fixed.getSize()) {
            throw refused("numbers of the type " + each.getClass().getSimpleName());
        }
        boolean signed = fixed.isSigned();
        if (fixed.getSize() == 8 && !signed && in.getLong(at) < 0) {
            throw refused("a whole number beyond 2^63");
        }
        return switch (fixed.getSize()) {
            case 1 -> signed ? in.get(at) : in.get(at) & 0xff;
            case 2 -> signed ? in.getShort(at) : in.getShort(at) & 0xffff;
            case 4 -> signed ? in.getInt(at) : in.getInt(at) & 0xffff_ffffL;
            case 8 -> in.getLong(at);
            default -> throw refused("whole numbers of " + fixed.getSize() + " bytes");
        };
    }

    private static String fixed(ByteBuffer in, int at, int size) {
        byte[] text = new byte[size];
        in.get(at, text);
        int end = 0;
        while (end < size && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8).stripTrailing();
    }

    /** A length, the address of a heap, and a number in it. What many point at is decoded once. */
    private String heaped(ByteBuffer in, int at, Map<Long, String> known) {
        int width = file.storage().getSizeOfOffsets();
        int length = in.getInt(at);
        long heap = width == 8 ? in.getLong(at + 4) : width == 4 ? in.getInt(at + 4) : in.getShort(at + 4);
        int number = in.getInt(at + 4 + width);
        if (number == 0 || length == 0) {
            return "";
        }
        return known.computeIfAbsent((heap << 16) + number, fresh -> {
            GlobalHeap objects = file.heap(heap);
            ByteBuffer text = objects.getObjectData(number);
            if (length < 0 || length > text.remaining()) {
                throw new IllegalArgumentException("a text longer than its place");
            }
            return fixed(text, 0, length);
        });
    }

    private CoterieException refused(String got) {
        file.reading().now(path);
        return file.reading().damaged(got).as(CoterieException.Kind.DATA);
    }
}

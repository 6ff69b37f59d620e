package org.coterie.datasets.files;

import java.nio.ByteBuffer;

/** The kinds of numbers binary files are made of. Byte order is the buffer's. */
public enum Element {
    /** Unsigned, 8 bits; also truth values, 0 and 1. */
    U1(1) {
        @Override
        public double at(ByteBuffer from, int place) {
            return from.get(place) & 0xff;
        }

        @Override
        void copy(ByteBuffer from, int place, float[] into, int offset, int n) {
            for (int i = 0; i < n; i++) {
                into[offset + i] = from.get(place + i) & 0xff;
            }
        }
    },
    /** Signed, 8 bits. */
    I1(1) {
        @Override
        public double at(ByteBuffer from, int place) {
            return from.get(place);
        }
    },
    /** Unsigned, 16 bits. */
    U2(2) {
        @Override
        public double at(ByteBuffer from, int place) {
            return from.getShort(place) & 0xffff;
        }
    },
    /** Signed, 16 bits. */
    I2(2) {
        @Override
        public double at(ByteBuffer from, int place) {
            return from.getShort(place);
        }
    },
    /** Unsigned, 32 bits. */
    U4(4) {
        @Override
        public double at(ByteBuffer from, int place) {
            return Integer.toUnsignedLong(from.getInt(place));
        }
    },
    /** Signed, 32 bits. */
    I4(4) {
        @Override
        public double at(ByteBuffer from, int place) {
            return from.getInt(place);
        }
    },
    /** Unsigned, 64 bits. */
    U8(8) {
        @Override
        public double at(ByteBuffer from, int place) {
            long bits = from.getLong(place);
            // the lowest bit is kept, so that halving does not change how the number is rounded
            return bits >= 0 ? bits : 2.0 * (bits >>> 1 | bits & 1);
        }
    },
    /** Signed, 64 bits. */
    I8(8) {
        @Override
        public double at(ByteBuffer from, int place) {
            return from.getLong(place);
        }
    },
    /** IEEE 754, 16 bits. */
    F2(2) {
        @Override
        public double at(ByteBuffer from, int place) {
            int bits = from.getShort(place);
            int exponent = bits >> 10 & 0x1f;
            int fraction = bits & 0x3ff;
            double size = exponent == 0
                    ? fraction * 0x1p-24
                    : exponent == 0x1f
                            ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                            : Math.scalb(1024.0 + fraction, exponent - 25);
            return bits < 0 ? -size : size;
        }
    },
    /** IEEE 754, 32 bits. */
    F4(4) {
        @Override
        public double at(ByteBuffer from, int place) {
            return from.getFloat(place);
        }

        @Override
        void copy(ByteBuffer from, int place, float[] into, int offset, int n) {
            for (int i = 0; i < n; i++) {
                into[offset + i] = from.getFloat(place + 4 * i);
            }
        }
    },
    /** IEEE 754, 64 bits. */
    F8(8) {
        @Override
        public double at(ByteBuffer from, int place) {
            return from.getDouble(place);
        }

        @Override
        void copy(ByteBuffer from, int place, float[] into, int offset, int n) {
            for (int i = 0; i < n; i++) {
                into[offset + i] = (float) from.getDouble(place + 8 * i);
            }
        }
    };

    /** Bytes of one number. */
    public final int bytes;

    Element(int bytes) {
        this.bytes = bytes;
    }

    /** The number that begins at a byte. */
    public abstract double at(ByteBuffer from, int place);

    /** Numbers in a row, each rounded to the nearest float. */
    void copy(ByteBuffer from, int place, float[] into, int offset, int n) {
        for (int i = 0; i < n; i++) {
            into[offset + i] = (float) at(from, place + i * bytes);
        }
    }
}

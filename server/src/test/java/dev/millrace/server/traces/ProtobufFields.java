package dev.millrace.server.traces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fields of one protobuf message by their numbers, in the order they came. */
final class ProtobufFields {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;

  private final Map<Integer, List<Object>> fields = new TreeMap<>();

  ProtobufFields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) key & 7) {
            case VARINT -> varint(in);
            case FIXED_64 -> in.getLong();
            case FIXED_32 -> (long) in.getInt();
            case LENGTH -> {
              var bytes = new byte[(int) varint(in)];
              in.get(bytes);
              yield bytes;
            }
            default -> throw new AssertionError("no protobuf: key " + key);
          };
      fields.computeIfAbsent((int) (key >>> 3), _ -> new ArrayList<>()).add(value);
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  List<ProtobufFields> messages(int number) {
    return all(number).stream().map(value -> new ProtobufFields((byte[]) value)).toList();
  }

  String text(int number) {
    return new String((byte[]) one(number).orElse(new byte[0]), UTF_8);
  }

  String hex(int number) {
    return HexFormat.of().formatHex((byte[]) one(number).orElse(new byte[0]));
  }

  long number(int number) {
    return (Long) one(number).orElse(0L);
  }

  boolean has(int number) {
    return fields.containsKey(number);
  }

  private Optional<Object> one(int number) {
    return all(number).stream().findFirst();
  }

  private List<Object> all(int number) {
    return fields.getOrDefault(number, List.of());
  }
}

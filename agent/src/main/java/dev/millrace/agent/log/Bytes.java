package dev.millrace.agent.log;

import java.util.Arrays;

/** A growing run of bytes whose inside is open to this package, for speed. */
final class Bytes {
  private byte[] array;
  private int length;

  Bytes(int capacity) {
    array = new byte[capacity];
  }

  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  void clear() {
    length = 0;
  }

  /** Forgets the first {@code count} bytes. */
  void dropFirst(int count) {
    System.arraycopy(array, count, array, 0, length - count);
    length -= count;
  }

  void append(byte[] from, int start, int end) {
    ensure(end - start);
    System.arraycopy(from, start, array, length, end - start);
    length += end - start;
  }

  void append(byte[] from) {
    append(from, 0, from.length);
  }

  void append(int oneByte) {
    ensure(1);
    array[length++] = (byte) oneByte;
  }

  byte[] toArray() {
    return Arrays.copyOf(array, length);
  }

  private void ensure(int more) {
    if (length + more > array.length) {
      array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
    }
  }
}

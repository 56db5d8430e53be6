package dev.millrace.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;
import java.util.function.Consumer;

/** Cuts what a process prints into lines fit to be shown. Not for several threads. */
final class LineSplitter {
  /** Where the lines go. */
  interface Lines {
    /** A line, or a piece of one, valid only during the call. */
    void line(LogKind kind, byte[] text, int from, int to);
  }

  /** How much of a line without an end is held back before pieces of it go out. */
  private static final int HELD_BYTES = 4 * LogLimits.LINE_MAX_BYTES;

  private final Lines lines;
  private final LineListener listener;
  private final Bytes held = new Bytes(4096);
  private final Bytes masked = new Bytes(4096);
  private final Bytes shown = new Bytes(4096);
  private Masker masker;

  /** Pieces of the current line have gone out already. */
  private boolean inLongLine;

  private LogKind longLineKind = LogKind.OUTPUT;
  private boolean telling;

  LineSplitter(Lines lines, LineListener listener, Masker masker) {
    this.lines = lines;
    this.listener = listener;
    this.masker = masker;
  }

  void maskWith(Masker other) {
    masker = other;
  }

  void accept(byte[] text, int length) {
    int start = 0;
    int odd = 0;
    for (int at = 0; at < length; at++) {
      byte b = text[at];
      if (b == '\n') {
        if (held.isEmpty() && !inLongLine) {
          wholeLine(text, start, at, odd < 0);
        } else {
          held.append(text, start, at);
          endOfHeld();
        }
        start = at + 1;
        odd = 0;
      } else {
        // Negative for a byte that is a control character or part of a longer one.
        odd |= b - 0x20;
      }
    }
    if (start < length) {
      hold(text, start, length);
    }
  }

  /**
   * Ends the line that has no line feed, if there is one. Does nothing while the listener hears of
   * a line: what it has to say of that comes before the line.
   */
  void end() {
    if (!telling && (!held.isEmpty() || inLongLine)) {
      endOfHeld();
    }
  }

  private void hold(byte[] text, int from, int to) {
    held.append(text, from, to);
    if (held.length() > HELD_BYTES + masker.longest()) {
      int redrawn = lastState(held.array(), 0, held.length());
      held.dropFirst(redrawn);
      if (held.length() > HELD_BYTES + masker.longest()) {
        spill();
      }
    }
  }

  /** Sends what is sure of a line that is too long to hold. */
  private void spill() {
    var text = held.array();
    if (!inLongLine) {
      inLongLine = true;
      longLineKind = kindAndCommands(text, 0, HELD_BYTES);
    }
    int reserve = Math.max(masker.longest(), 4);
    int cut = masker.cutBefore(text, 0, held.length() - reserve, held.length());
    while (cut > 0 && (text[cut] & 0xc0) == 0x80 && held.length() - cut < reserve + 4) {
      cut--;
    }
    appendShown(text, 0, cut);
    held.dropFirst(cut);
    emitPieces();
  }

  private void endOfHeld() {
    var text = held.array();
    int to = withoutReturns(text, 0, held.length());
    int from = lastState(text, 0, to);
    if (inLongLine) {
      appendShown(text, from, to);
      emitPieces();
      emitRest(longLineKind);
      inLongLine = false;
    } else {
      oddLine(text, from, to);
    }
    held.clear();
  }

  private void wholeLine(byte[] text, int start, int end, boolean odd) {
    if (odd || SubTag.begins(text, start, end)) {
      int to = withoutReturns(text, start, end);
      oddLine(text, lastState(text, start, to), to);
    } else if (end - start > LogLimits.LINE_MAX_BYTES) {
      oddLine(text, start, end);
    } else {
      var kind = kindAndCommands(text, start, end);
      masked.clear();
      if (!masker.isEmpty() && masker.appendMasked(text, start, end, masked)) {
        cut(kind, masked.array(), 0, masked.length());
      } else {
        lines.line(kind, text, start, end);
      }
    }
  }

  private void oddLine(byte[] text, int from, int to) {
    if (SubTag.begins(text, from, to) && !listener.wantsEveryLine()) {
      subTagLine(text, from, to);
      return;
    }
    var kind = kindAndCommands(text, from, to);
    appendShown(text, from, to);
    emitPieces();
    emitRest(kind);
  }

  private void subTagLine(byte[] text, int from, int to) {
    // Masked before it is changed: a change must not hide a secret from the masker.
    masked.clear();
    if (masker.isEmpty() || !masker.appendMasked(text, from, to, masked)) {
      masked.append(text, from, to);
    }
    SubTag.shown(new String(masked.array(), 0, masked.length(), UTF_8))
        .map(line -> line.getBytes(UTF_8))
        .ifPresent(line -> {
          ShownText.append(line, 0, line.length, shown);
          emitPieces();
          emitRest(kindOf(new String(line, 0, Math.min(line.length, 12), UTF_8)));
        });
  }

  private void appendShown(byte[] text, int from, int to) {
    masked.clear();
    if (!masker.isEmpty() && masker.appendMasked(text, from, to, masked)) {
      ShownText.append(masked.array(), 0, masked.length(), shown);
    } else {
      ShownText.append(text, from, to, shown);
    }
  }

  private void cut(LogKind kind, byte[] text, int from, int to) {
    if (to - from <= LogLimits.LINE_MAX_BYTES) {
      lines.line(kind, text, from, to);
    } else {
      shown.append(text, from, to);
      emitPieces();
      emitRest(kind);
    }
  }

  /** All pieces but the last: that one carries the line's kind. */
  private void emitPieces() {
    var text = shown.array();
    int from = 0;
    while (shown.length() - from > LogLimits.LINE_MAX_BYTES) {
      int to = from + LogLimits.LINE_MAX_BYTES;
      while ((text[to] & 0xc0) == 0x80) {
        to--; // shown text is valid UTF-8: at most three steps back
      }
      lines.line(LogKind.CONTINUED, text, from, to);
      from = to;
    }
    shown.dropFirst(from);
  }

  private void emitRest(LogKind kind) {
    lines.line(kind, shown.array(), 0, shown.length());
    shown.clear();
  }

  private LogKind kindAndCommands(byte[] text, int from, int to) {
    if (listener.wantsEveryLine()) {
      tell(listener::anyLine, text, from, to);
      return LogKind.OUTPUT;
    }
    if (to - from < 3) {
      return LogKind.OUTPUT;
    }
    byte first = text[from];
    byte second = text[from + 1];
    if (first == '#' && second == '#') {
      return kindOf(new String(text, from, Math.min(to - from, 12), UTF_8));
    }
    if (second == ':' && (first == ':' || first == '"')) {
      tell(listener::commandLine, text, from, to);
    }
    return LogKind.OUTPUT;
  }

  private void tell(Consumer<String> hears, byte[] text, int from, int to) {
    telling = true;
    try {
      hears.accept(new String(text, from, to - from, UTF_8));
    } finally {
      telling = false;
    }
  }

  private static LogKind kindOf(String beginning) {
    if (beginning.startsWith("##[error]")) {
      return LogKind.ERROR;
    }
    if (beginning.startsWith("##[warning]")) {
      return LogKind.WARNING;
    }
    return beginning.startsWith("##[debug]") ? LogKind.DEBUG : LogKind.OUTPUT;
  }

  /** The end without the carriage returns of a Windows line end. */
  private static int withoutReturns(byte[] text, int from, int to) {
    int end = to;
    while (end > from && text[end - 1] == '\r') {
      end--;
    }
    return end;
  }

  /** Where the last state of a line begins that was redrawn with carriage returns. */
  private static int lastState(byte[] text, int from, int to) {
    for (int at = to - 2; at >= from; at--) {
      if (text[at] == '\r') {
        return at + 1;
      }
    }
    return from;
  }
}

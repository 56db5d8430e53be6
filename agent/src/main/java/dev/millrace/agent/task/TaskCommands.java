package dev.millrace.agent.task;

import dev.millrace.agent.log.LineListener;
import dev.millrace.expression.Json;
import dev.millrace.expression.Value;
import dev.millrace.expression.Value.JsonObj;
import dev.millrace.wording.Sentence;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Understands the lines by which a task sets values; the package's description lists them. */
public final class TaskCommands implements LineListener {
  private static final Pattern HERE_DOCUMENT =
      Pattern.compile("name=([^<:]+)<<([A-Za-z0-9_.-]{1,200})");
  private static final Pattern OWN_ERROR =
      Pattern.compile("error_code=([^,]*)(?:,error_message=(.*))?");
  private static final Pattern OWN_CODE = Pattern.compile("8\\d{5}");

  private Optional<TaskValues> values = Optional.empty();
  private Consumer<Sentence> warn = _ -> {};
  private Optional<HereDocument> open = Optional.empty();

  /** A value of several lines, being read. */
  private static final class HereDocument {
    private final String name;
    private final String terminator;
    private final BiConsumer<String, String> set;
    private final StringBuilder text = new StringBuilder();
    private int lines;
    private int length;

    HereDocument(String name, String terminator, BiConsumer<String, String> set) {
      this.name = name;
      this.terminator = terminator;
      this.set = set;
    }

    void add(String line) {
      length += line.length() + (lines == 0 ? 0 : 1);
      // A value too long is refused by its length alone; its text needs no memory.
      if (length <= TaskValues.VALUE_MAX_CHARS) {
        text.append(lines == 0 ? "" : "\n").append(line);
      } else if (text.length() <= TaskValues.VALUE_MAX_CHARS) {
        text.append(" ".repeat(TaskValues.VALUE_MAX_CHARS + 1 - text.length()));
      }
      lines++;
    }
  }

  /** Where the values go from now on, and whom to tell what is not understood. */
  public void connect(TaskValues target, Consumer<Sentence> warnings) {
    values = Optional.of(target);
    warn = warnings;
  }

  /** The task prints no more. */
  public void end() {
    open.ifPresent(document ->
        warn.accept(TaskWording.VALUE_NOT_CLOSED.of(document.name, document.terminator)));
    open = Optional.empty();
  }

  @Override
  public boolean wantsEveryLine() {
    return open.isPresent();
  }

  @Override
  public void anyLine(String line) {
    var document = open.orElseThrow();
    if (line.equals(document.terminator)) {
      open = Optional.empty();
      document.set.accept(document.name, document.text.toString());
    } else {
      document.add(line);
    }
  }

  @Override
  public void commandLine(String quotedLine) {
    if (values.isEmpty()) {
      return;
    }
    var line = withoutQuotes(quotedLine);
    int blank = line.indexOf(' ');
    if (blank < 0) {
      return;
    }
    var target = values.get();
    var rest = line.substring(blank + 1);
    switch (line.substring(0, blank)) {
      case "::set-variable" -> setValue(line, rest, target::setQualifiedVariable);
      case "::set-output" -> setValue(line, rest, target::setOutput);
      case "::set-gate-value" -> setValue(line, rest, target::setGateValue);
      case "::set-remark" -> target.setRemark(rest);
      case "::set-error" -> setError(target, rest);
      case "::set-progress-rate" -> setProgress(target, rest);
      default -> {
        // Some other program's language, or text: it is only shown.
      }
    }
  }

  private void setValue(String line, String rest, BiConsumer<String, String> set) {
    int split = rest.indexOf("::");
    var document = HERE_DOCUMENT.matcher(rest);
    if (rest.startsWith("name=") && split >= 0) {
      set.accept(rest.substring("name=".length(), split).strip(), rest.substring(split + 2));
    } else if (document.matches()) {
      open = Optional.of(new HereDocument(document.group(1).strip(), document.group(2), set));
    } else {
      warn.accept(TaskWording.COMMAND_NOT_UNDERSTOOD.of(line));
    }
  }

  private void setError(TaskValues target, String rest) {
    var error = OWN_ERROR.matcher(rest);
    if (error.matches() && OWN_CODE.matcher(error.group(1).strip()).matches()) {
      var message = error.group(2) == null ? "" : error.group(2);
      target.setError(Integer.parseInt(error.group(1).strip()), message);
    } else {
      warn.accept(TaskWording.ERROR_IGNORED.of());
    }
  }

  private void setProgress(TaskValues target, String rest) {
    // The object may also tell of subtasks and a timeline, and need not tell the whole's progress.
    var rate =
        Json.tryRead(rest) instanceof JsonObj detailed
            ? Optional.ofNullable(detailed.property("progress")).map(Value::asNumber)
            : Optional.of(number(rest));
    if (rate.isEmpty()) {
      return;
    }
    if (rate.get() >= 0 && rate.get() <= 1) {
      target.setProgress(rate.get());
    } else {
      warn.accept(TaskWording.PROGRESS_IGNORED.of(rest));
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private static String withoutQuotes(String line) {
    if (!line.startsWith("\"")) {
      return line;
    }
    int end = line.endsWith("\"") && line.length() > 1 ? line.length() - 1 : line.length();
    return line.substring(1, end);
  }
}

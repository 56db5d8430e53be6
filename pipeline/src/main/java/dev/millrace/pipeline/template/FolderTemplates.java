package dev.millrace.pipeline.template;

import dev.millrace.pipeline.TemplateUse.Source;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Phrase;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Templates in a folder and below. A name can't lead out of it: not by {@code ..}, not by an
 * absolute path, and not through a symbolic link, since a pipeline may be written by a stranger.
 */
public final class FolderTemplates implements TemplateSource {
  private final Path folder;

  /** Templates below {@code folder}, as a rule {@code .ci/templates}; it need not exist. */
  public FolderTemplates(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public Answer find(Source source) {
    return switch (source) {
      case Source.ById _ -> new Answer.Elsewhere();
      case Source.ByPath(String path, Optional<String> ref) ->
          path.contains("@") || ref.isPresent() ? new Answer.Elsewhere() : file(path);
    };
  }

  private Answer file(String name) {
    Path asked;
    try {
      asked = Path.of(name);
    } catch (InvalidPathException broken) {
      return new Answer.Refused(Phrase.PATH_INVALID.of(broken.getReason()));
    }
    if (asked.isAbsolute() || name.startsWith("/") || name.contains("\\")) {
      return new Answer.Refused(Phrase.PATH_NOT_RELATIVE.of());
    }
    Path file = folder.resolve(asked).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      return new Answer.Refused(Phrase.PATH_LEADS_OUT.of());
    }
    try {
      return Files.isRegularFile(file) ? read(file) : new Answer.Missing();
    } catch (CharacterCodingException broken) {
      return new Answer.Unreadable(Phrase.NOT_UTF_8.of());
    } catch (IOException unreadable) {
      return new Answer.Unreadable(Phrase.READ_FAILED.of(unreadable.getClass().getSimpleName()));
    }
  }

  /** Reads the file the links lead to, if that is below the folder the links lead to. */
  private Answer read(Path file) throws IOException {
    Path real = file.toRealPath();
    if (!real.startsWith(folder.toRealPath())) {
      return new Answer.Refused(Phrase.LINK_LEADS_OUT.of());
    }
    // A character has at most 4 bytes; the exact check is the parser's.
    if (Files.size(real) > 4L * Limits.FILE_MAX_CHARACTERS) {
      return new Answer.Unreadable(Phrase.TOO_LARGE.of());
    }
    String shown = folder.relativize(file).toString().replace('\\', '/');
    return new Answer.Found(shown, Files.readString(real, StandardCharsets.UTF_8));
  }
}

package dev.millrace.pipeline.template;

import dev.millrace.pipeline.TemplateUse.Source;
import dev.millrace.pipeline.limit.Limits;
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
      return new Answer.Refused(broken.getReason());
    }
    if (asked.isAbsolute() || name.startsWith("/") || name.contains("\\")) {
      return new Answer.Refused("it must be relative, with forward slashes");
    }
    Path file = folder.resolve(asked).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      return new Answer.Refused("it leads out of the folder of templates");
    }
    try {
      return Files.isRegularFile(file) ? read(file) : new Answer.Missing();
    } catch (CharacterCodingException broken) {
      return new Answer.Unreadable("it is not UTF-8");
    } catch (IOException unreadable) {
      return new Answer.Unreadable(unreadable.getClass().getSimpleName());
    }
  }

  /** Reads the file the links lead to, if that is below the folder the links lead to. */
  private Answer read(Path file) throws IOException {
    Path real = file.toRealPath();
    if (!real.startsWith(folder.toRealPath())) {
      return new Answer.Refused("a link leads out of the folder of templates");
    }
    // A character has at most 4 bytes; the exact check is the parser's.
    if (Files.size(real) > 4L * Limits.FILE_MAX_CHARACTERS) {
      return new Answer.Unreadable("it is too large");
    }
    String shown = folder.relativize(file).toString().replace('\\', '/');
    return new Answer.Found(shown, Files.readString(real, StandardCharsets.UTF_8));
  }
}

package dev.millrace.agent.worker;

import dev.millrace.expression.Dialect;
import dev.millrace.expression.FlatVariables;
import dev.millrace.expression.Functions;
import dev.millrace.expression.TextReplacement;
import dev.millrace.expression.TextTooLong;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

/**
 * Replaces <code>${{ }}</code> beside the workspace of the job, so that {@code hashFiles} can read
 * its files.
 */
public final class WorkspaceTexts implements TaskTexts {
  private final Functions functions;

  /** Reads moments ({@code strToTime}) in {@code zone}. */
  public WorkspaceTexts(ZoneId zone) {
    this.functions = Functions.standard(zone);
  }

  @Override
  public String replace(String text, Map<String, String> values) {
    String workspace = values.getOrDefault("ci.workspace", "");
    Functions here =
        workspace.isEmpty()
            ? functions
            : functions.withHashFiles(new FileHashes(Path.of(workspace))::hash);
    try {
      return TextReplacement.replace(text, Dialect.CONSTRAINT, FlatVariables.of(values), here);
    } catch (TextTooLong tooLong) {
      throw new InvalidText(tooLong.reason());
    }
  }
}

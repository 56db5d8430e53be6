package dev.millrace.cli.client;

import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import tools.jackson.databind.JsonNode;

/** What is wrong in the text of a pipeline, with line and column, on the error output. */
record TextProblems(Session session) {
  void print(JsonNode problems) {
    for (JsonNode problem : problems) {
      boolean isError = problem.path("severity").asString("").equals("ERROR");
      String place = problem.path("line").asInt(0) + ":" + problem.path("column").asInt(0) + ": ";
      Line line =
          Line.of(Style.BOLD, place)
              .plus(
                  isError ? Style.BOLD_RED : Style.YELLOW,
                  session.texts().get(isError ? "error" : "warning") + " ")
              .plus(Style.PLAIN, SafeText.plain(problem.path("message").asString("")))
              .plus(Style.FAINT, " [" + SafeText.plain(problem.path("rule").asString("")) + "]");
      session.console().printError(line);
      String suggestion = problem.path("suggestion").asString("");
      if (!suggestion.isEmpty()) {
        session
            .console()
            .printError(
                Line.of(
                    "  " + session.texts().get("usage.suggestion", SafeText.plain(suggestion))));
      }
    }
  }
}

package dev.millrace.engine;

import dev.millrace.engine.order.JsonText;
import dev.millrace.engine.order.Texts;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.Matrix.AxisList;
import dev.millrace.pipeline.Matrix.AxisMap;
import dev.millrace.pipeline.Matrix.AxisValues;
import dev.millrace.pipeline.Matrix.CaseList;
import dev.millrace.pipeline.Matrix.FromText;
import dev.millrace.pipeline.matrix.MatrixText;
import java.util.Map;

/** A pipeline's matrix as the texts its expansion reads, with variables in its values replaced. */
final class MatrixTexts {
  private MatrixTexts() {}

  static MatrixText of(Matrix matrix, Texts texts) {
    String strategy =
        switch (matrix.axes()) {
          case AxisMap(var axes) ->
              JsonText.object(
                  axes.entrySet().stream()
                      .map(axis -> Map.entry(axis.getKey(), values(axis.getValue(), texts))));
          case FromText(var text) -> text;
        };
    return new MatrixText(strategy, cases(matrix.include(), texts), cases(matrix.exclude(), texts));
  }

  private static String values(AxisValues values, Texts texts) {
    return switch (values) {
      case AxisList(var list) ->
          JsonText.array(
              list.stream()
                  .map(value -> JsonText.quoted(texts.replace(StartVariables.text(value)))));
      case FromText(var text) -> JsonText.quoted(text);
    };
  }

  private static String cases(Matrix.Cases cases, Texts texts) {
    return switch (cases) {
      case CaseList(var list) ->
          list.isEmpty()
              ? ""
              : JsonText.array(
                  list.stream()
                      .map(one ->
                          JsonText.object(
                              one.entrySet().stream()
                                  .map(pair ->
                                      Map.entry(
                                          pair.getKey(),
                                          JsonText.quoted(texts.replace(pair.getValue())))))));
      case FromText(var text) -> text;
    };
  }
}

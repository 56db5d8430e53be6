package dev.millrace.server.builds.sql;

import dev.millrace.engine.StartWording;
import dev.millrace.engine.queue.QueueWording;
import dev.millrace.engine.state.Reason;
import dev.millrace.expression.ExpressionWording;
import dev.millrace.pipeline.matrix.MatrixWording;
import dev.millrace.server.builds.ServerReason;
import dev.millrace.wording.Plain;
import dev.millrace.wording.Sentence;
import dev.millrace.wording.Sentence.Piece;
import dev.millrace.wording.Vocabulary;
import dev.millrace.wording.Wording;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Sentences as JSON. One in a single language is a string. Any other is a pair: its English text,
 * for people who read the table and for releases that don't know its wording, and its wording's id
 * with the pieces, of which those that are sentences have the same form again.
 *
 * <pre>["the matrix can't be expanded: …", ["plain.because", ["engine.matrix-not-expanded"], …]]
 * </pre>
 */
public final class SentenceText {
  private static final JsonFactory JSON = new JsonFactory();

  /** Every wording that a build may keep. */
  private static final Vocabulary KNOWN =
      Vocabulary.of(
          Reason.class,
          QueueWording.class,
          StartWording.class,
          ExpressionWording.class,
          MatrixWording.class,
          ServerReason.class);

  private SentenceText() {}

  /** A JSON array; empty for an empty list, which becomes null in its column. */
  static Optional<String> ofList(List<Sentence> sentences) {
    if (sentences.isEmpty()) {
      return Optional.empty();
    }
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      sentences.forEach(sentence -> write(sentence, json));
      json.writeEndArray();
    }
    return Optional.of(text.toString());
  }

  static List<Sentence> list(Optional<String> column) {
    List<Sentence> sentences = new ArrayList<>();
    if (column.isPresent()) {
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), column.get())) {
        json.nextToken();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          sentences.add(read(json));
        }
      }
    }
    return sentences;
  }

  /** One sentence, as a list of it. */
  public static String ofOne(Sentence sentence) {
    return ofList(List.of(sentence)).orElseThrow();
  }

  /** The sentence that {@link #ofOne} wrote. */
  public static Sentence one(String text) {
    return list(Optional.of(text)).getFirst();
  }

  private static void write(Sentence sentence, JsonGenerator json) {
    if (sentence.wording() == Plain.VERBATIM) {
      json.writeString(sentence.english());
      return;
    }
    json.writeStartArray();
    json.writeString(sentence.english());
    writePieces(sentence, json);
    json.writeEndArray();
  }

  private static void writePieces(Sentence sentence, JsonGenerator json) {
    json.writeStartArray();
    json.writeString(sentence.wording().id());
    for (Piece piece : sentence.pieces()) {
      switch (piece) {
        case Piece.Literal(var text) -> json.writeString(text);
        case Piece.Part(var part) -> writePieces(part, json);
      }
    }
    json.writeEndArray();
  }

  private static Sentence read(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return Sentence.verbatim(json.getString());
    }
    json.nextToken();
    String english = json.getString();
    json.nextToken();
    Sentence sentence = readPieces(json).orElseGet(() -> Sentence.verbatim(english));
    json.nextToken();
    return sentence;
  }

  /** Empty when this release does not know a wording; read to its end all the same. */
  private static Optional<Sentence> readPieces(JsonParser json) {
    json.nextToken();
    Optional<Wording> wording = KNOWN.find(json.getString());
    boolean known = wording.isPresent();
    var pieces = new ArrayList<Piece>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        pieces.add(new Piece.Literal(json.getString()));
      } else {
        Optional<Sentence> part = readPieces(json);
        part.ifPresent(sentence -> pieces.add(new Piece.Part(sentence)));
        known &= part.isPresent();
      }
    }
    return known ? Optional.of(new Sentence(wording.orElseThrow(), pieces)) : Optional.empty();
  }
}

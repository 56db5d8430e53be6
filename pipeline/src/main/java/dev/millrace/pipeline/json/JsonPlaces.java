package dev.millrace.pipeline.json;

import dev.millrace.pipeline.problem.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds lines and columns of paths in a JSON text. A tree has no places, so the text is read a
 * second time, and only when there is a problem to tell.
 */
final class JsonPlaces {
  private final JsonParser parser;
  private final Set<String> wanted;
  private final Map<String, TokenStreamLocation> found = new HashMap<>();
  private final StringBuilder path = new StringBuilder("$");

  private JsonPlaces(JsonParser parser, Set<String> wanted) {
    this.parser = parser;
    this.wanted = wanted;
  }

  /**
   * The places of all {@code paths} in the well-formed {@code text}; of a path that is not there
   * the place of the nearest thing around it.
   */
  static Map<String, Place> of(Set<String> paths, String text, String file, JsonMapper mapper) {
    Map<String, Place> places = new HashMap<>();
    if (paths.isEmpty()) {
      return places;
    }
    Set<String> wanted = new java.util.HashSet<>();
    for (String path : paths) {
      for (String at = path; !at.isEmpty(); at = around(at)) {
        wanted.add(at);
      }
    }
    try (JsonParser parser = mapper.createParser(text)) {
      var search = new JsonPlaces(parser, wanted);
      parser.nextToken();
      search.value();
      paths.forEach(path -> places.put(path, search.place(path, text, file)));
    } catch (JacksonException broken) {
      throw new IllegalStateException("read once and not twice: " + file, broken);
    }
    return places;
  }

  private Place place(String path, String text, String file) {
    @Nullable TokenStreamLocation location = null;
    for (String at = path; location == null && !at.isEmpty(); at = around(at)) {
      location = found.get(at);
    }
    return location == null ? new Place(file, 1, 1, path) : place(location, text, file, path);
  }

  /** The library counts a column in {@code char}s, we in code points. */
  static Place place(TokenStreamLocation location, String text, String file, String path) {
    int line = Math.max(1, location.getLineNr());
    int before = Math.max(0, location.getColumnNr() - 1);
    int offset = Math.clamp(location.getCharOffset(), 0, text.length());
    int column = 1 + text.codePointCount(Math.max(0, offset - before), offset);
    return new Place(file, line, column, path);
  }

  private static String around(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  private void value() {
    String here = path.toString();
    if (wanted.contains(here)) {
      found.put(here, parser.currentTokenLocation());
    } else if (parser.currentToken().isStructStart()) {
      // Nothing below is asked for, since what is around a wanted path is wanted too.
      parser.skipChildren();
      return;
    }
    int length = path.length();
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          path.append('.').append(parser.currentName());
          parser.nextToken();
          value();
          path.setLength(length);
        }
      }
      case START_ARRAY -> {
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
          path.append('[').append(index).append(']');
          value();
          path.setLength(length);
        }
      }
      case null, default -> {}
    }
  }
}

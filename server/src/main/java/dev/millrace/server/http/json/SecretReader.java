package dev.millrace.server.http.json;

import dev.millrace.server.access.Secret;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads a text as a secret; one of another type is refused without being told. */
final class SecretReader extends StdDeserializer<Secret> {
  SecretReader() {
    super(Secret.class);
  }

  @Override
  public Secret deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return context.reportInputMismatch(Secret.class, "a secret is a text");
    }
    return new Secret(parser.getString());
  }
}

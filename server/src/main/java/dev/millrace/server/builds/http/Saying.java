package dev.millrace.server.builds.http;

import dev.millrace.server.http.Call;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Optional;

/** Says sentences in the language of whoever asks. */
record Saying(Call call) {
  String of(Sentence sentence) {
    return call.say(sentence);
  }

  Optional<String> of(Optional<Sentence> sentence) {
    return sentence.map(call::say);
  }

  List<String> of(List<Sentence> sentences) {
    return sentences.stream().map(call::say).toList();
  }
}

package dev.millrace.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says of a call why it is refused. */
final class Refusals {
  private Refusals() {}

  static void assertRefused(AccessWording wording, ThrowingCallable call) {
    assertThat(refusal(call).wording()).isEqualTo(wording);
  }

  static AccessRefused refusal(ThrowingCallable call) {
    AccessRefused refused = catchThrowableOfType(AccessRefused.class, call);
    assertThat(refused).isNotNull();
    return refused;
  }
}

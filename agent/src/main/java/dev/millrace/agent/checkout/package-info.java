/**
 * Brings sources into the workspace: from a repository git can reach, or from a folder of this
 * machine as it is now.
 *
 * <p>{@link dev.millrace.agent.checkout.Checkout} is the door; it runs the {@code git} program.
 * Inputs are those of BK-CI's checkout; one that is given and not supported is named in a warning.
 * Credentials reach git through a helper that reads the environment, never through an argument, a
 * URL or the repository's configuration; those that later tasks shall use lie in a private file
 * that goes with the job. Files in git LFS are brought by {@code git-lfs} after the checkout, all
 * together; a machine needs it only for a repository that keeps some.
 *
 * <p>What a checkout found out is set as outputs of the step and as variables: {@code
 * BK_CI_GIT_REPO_URL}, {@code _REF}, {@code _CODE_PATH}, {@code _HEAD_COMMIT_ID}, {@code
 * _HEAD_COMMIT_AUTHOR}, {@code _HEAD_COMMIT_COMMENT}.
 */
@NullMarked
package dev.millrace.agent.checkout;

import org.jspecify.annotations.NullMarked;

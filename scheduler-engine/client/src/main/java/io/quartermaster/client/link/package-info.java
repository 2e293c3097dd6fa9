/// The client's end of the link and what both ends share of it; not for applications to use.
@NullMarked
package io.quartermaster.client.link;

import org.jspecify.annotations.NullMarked;

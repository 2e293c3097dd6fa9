package io.quartermaster.client.work;

/// Where the items of a chunk come from. Confined to the chunk's thread.
interface ItemSource<I> {
    /// Hands over all of them, or those until the work ends.
    ///
    /// @throws Exception what the handler threw
    void to(ItemSink<I> sink) throws Exception;
}

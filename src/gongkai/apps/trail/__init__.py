"""The trail (留痕): an append-only, hash-chained log of every act. The lowest app."""

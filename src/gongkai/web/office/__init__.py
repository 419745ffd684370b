"""The back office (公开工作台): our own screens for the daily work, one frame for all of it."""

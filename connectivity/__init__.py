"""Connectivity."""

test:
	swift build --build-tests
